// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import org.apache.felix.webconsole.spi.BrandingPlugin;
import org.osgi.service.component.annotations.Component;

/** Gives the console the name, the mark and the style sheet of Gatewatt, dark colours included: they must hold for all pages. */
@Component(service = BrandingPlugin.class)
public final class Brand implements BrandingPlugin {

    private static final String NAME = "Gatewatt";
    private static final String MARK = "/" + PageServlet.LABEL + "/res/logo.svg";

    @Override
    public String getBrandName() {
        return NAME;
    }

    @Override
    public String getProductName() {
        return NAME;
    }

    @Override
    public String getProductURL() {
        return "/system/console/" + PageServlet.LABEL;
    }

    @Override
    public String getProductImage() {
        return MARK;
    }

    @Override
    public String getVendorName() {
        return NAME;
    }

    @Override
    public String getVendorURL() {
        return getProductURL();
    }

    @Override
    public String getVendorImage() {
        return MARK;
    }

    @Override
    public String getFavIcon() {
        return MARK;
    }

    @Override
    public String getMainStyleSheet() {
        return "/" + PageServlet.LABEL + "/res/brand.css";
    }
}
