// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.ocpp;

/** A call failed, or will be answered, with a CALLERROR. */
public class OcppException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** An error with words for the other side: what is wrong, at most 255 characters are sent. */
    public OcppException(ErrorCode code, String description) {
        super(description);
        this.code = code;
    }

    /** The code of the CALLERROR. */
    public ErrorCode code() {
        return code;
    }
}
