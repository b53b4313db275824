// SPDX-License-Identifier: Apache-2.0
/**
 * The virtual charger as its drivers see it: boards, meters, locks, readers and inputs that behave like real ones. What a person does
 * to it (plug, present a card, break something) goes through the REST interface of this bundle, not through this package.
 */
@Export
@Version("1.0.0")
package io.gatewatt.bench;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
