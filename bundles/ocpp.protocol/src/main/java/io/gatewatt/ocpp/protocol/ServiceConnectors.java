// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol;

import io.gatewatt.ocpp.protocol.wire.ConnectorSource;
import org.eclipse.jetty.io.ClientConnector;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** Connectors from a service of prototype scope. */
record ServiceConnectors(ComponentServiceObjects<ClientConnector> objects, ServiceReference<ClientConnector> reference)
        implements ConnectorSource {

    @Override
    public ClientConnector take() {
        ClientConnector connector = objects.getService();
        return connector == null ? ConnectorSource.PLAIN.take() : connector;
    }

    @Override
    public void giveBack(ClientConnector connector) {
        try {
            objects.ungetService(connector);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // It is plain, or its service is gone: nothing to give back.
        }
    }
}
