// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.webconsole;

import io.gatewatt.measure.DeviceFault;
import io.gatewatt.measure.PilotState;
import io.gatewatt.ocpp.Link;
import io.gatewatt.station.ConnectorStatus;

/** Plain words for what the page shows. */
final class Words {

    private Words() {}

    static String of(ConnectorStatus status) {
        return switch (status) {
            case AVAILABLE -> "Available";
            case PREPARING -> "Preparing";
            case CHARGING -> "Charging";
            case SUSPENDED_EVSE -> "Suspended by station";
            case SUSPENDED_EV -> "Suspended by car";
            case FINISHING -> "Finishing";
            case RESERVED -> "Reserved";
            case UNAVAILABLE -> "Unavailable";
            case FAULTED -> "Faulted";
        };
    }

    static String of(DeviceFault.Kind kind) {
        return switch (kind) {
            case CONNECTOR_LOCK -> "The cable cannot be locked or released";
            case EV_COMMUNICATION -> "No communication with the car";
            case GROUND -> "Ground fault: the residual-current device has tripped";
            case HIGH_TEMPERATURE -> "Too hot";
            case INTERNAL -> "Internal error";
            case OTHER -> "Error";
            case OVER_CURRENT -> "Too much current";
            case OVER_VOLTAGE -> "Voltage too high";
            case POWER_METER -> "The energy meter cannot be read";
            case POWER_SWITCH -> "The contactor does not switch";
            case READER -> "The card reader does not work";
            case RESET -> "A reset failed";
            case UNDER_VOLTAGE -> "Voltage too low";
            case WEAK_SIGNAL -> "Weak radio signal";
        };
    }

    static String of(PilotState pilot) {
        return switch (pilot) {
            case A -> "no car";
            case B -> "car connected";
            case C -> "car asks for energy";
            case D -> "car asks for energy and ventilation";
            case E -> "pilot shorted";
            case F -> "station not available";
        };
    }

    static String of(Link link) {
        return switch (link.state()) {
            case UNCONFIGURED -> "No central system is set up";
            case WAITING -> "Not connected";
            case CONNECTING -> "Connecting";
            case CONNECTED ->
                switch (link.registration()) {
                    case Accepted -> "Online";
                    case Pending -> "Connected, registration pending";
                    case Rejected -> "Connected, registration rejected";
                    case UNKNOWN -> "Connected, not registered yet";
                };
        };
    }
}
