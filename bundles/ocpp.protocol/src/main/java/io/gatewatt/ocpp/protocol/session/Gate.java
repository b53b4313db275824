// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp.protocol.session;

import io.gatewatt.ocpp.RegistrationStatus;

/** Which calls may go out at which registration (OCPP 1.6, section 4.2). */
enum Gate {
    /** BootNotification: always. */
    BOOT {
        @Override
        boolean open(RegistrationStatus status) {
            return true;
        }
    },
    /** Asked for by the central system. */
    TRIGGERED {
        @Override
        boolean open(RegistrationStatus status) {
            return status == RegistrationStatus.Accepted || status == RegistrationStatus.Pending;
        }
    },
    /** Everything else. */
    ACCEPTED {
        @Override
        boolean open(RegistrationStatus status) {
            return status == RegistrationStatus.Accepted;
        }
    };

    abstract boolean open(RegistrationStatus status);
}
