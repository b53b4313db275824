// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

/** CALLERROR codes (OCPP-J 1.6, table 7), spelt as on the wire, the historical misspelling included. */
public enum ErrorCode {
    /** The action is not known. */
    NotImplemented,
    /** The action is known but nobody here serves it. */
    NotSupported,
    /** This side failed. */
    InternalError,
    /** The payload is incomplete: a mandatory field is missing. */
    ProtocolError,
    /** Refused for security. */
    SecurityError,
    /** Not the structure of the action: not an object, a field that does not belong there. */
    FormationViolation,
    /** A value is out of its limits: length, range, enumeration. */
    PropertyConstraintViolation,
    /** Too many or too few elements. */
    OccurenceConstraintViolation,
    /** A value has the wrong JSON type. */
    TypeConstraintViolation,
    /** Anything else. */
    GenericError
}
