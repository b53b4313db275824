// SPDX-License-Identifier: Apache-2.0
/**
 * OCPP-J frames to messages and back.
 *
 * <p>A frame is read once, from its first to its last character, without a tree: the header by hand, the payload by a {@link
 * io.gatewatt.ocpp.protocol.codec.RecordCodec} that is derived from the record of the action at its first use. What is wrong with a call is
 * told with the field and the code of the CALLERROR; nothing that comes over the wire makes decoding throw.
 *
 * <p>Calls are read strictly. Confirmations, for whose faults there is no answer, are read tolerantly: unknown fields are skipped, null
 * counts as missing and 300.0 as an integer.
 */
package io.gatewatt.ocpp.protocol.codec;
