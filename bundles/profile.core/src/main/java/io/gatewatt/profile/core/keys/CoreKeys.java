// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.core.keys;

import io.gatewatt.ocpp.Key;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The writable configuration keys of the Core profile (OCPP 1.6 section 9.1 and errata), each with a default that works. */
@ObjectClassDefinition(
        name = "OCPP 1.6 Core",
        description = "Configuration keys of the Core profile; every change takes effect at once.")
public @interface CoreKeys {

    /** Name of the configuration that holds these keys. */
    String PID = "ocpp.core";

    @Key
    @AttributeDefinition(
            name = "Allow offline transactions for unknown ids",
            description =
                    "Whether a tag that is neither on the local list nor in the cache may charge while there is no connection.")
    boolean AllowOfflineTxForUnknownId() default false;

    @Key
    @AttributeDefinition(
            name = "Authorization cache",
            description =
                    "Whether answers of the central system about tags are remembered and used. Off keeps them, unused.")
    boolean AuthorizationCacheEnabled() default true;

    @Key
    @AttributeDefinition(
            name = "Authorize remote starts",
            description = "Whether the tag of a remote start is authorised as if it had been presented at the station.")
    boolean AuthorizeRemoteTxRequests() default false;

    @Key
    @AttributeDefinition(
            name = "Blink repeat",
            description = "How often the light blinks when signalling, times.",
            min = "0")
    int BlinkRepeat() default 3;

    @Key
    @AttributeDefinition(
            name = "Clock-aligned interval",
            description = "Seconds between clock-aligned meter values, counted from 00:00 UTC; 0 sends none.",
            min = "0",
            max = "86400")
    int ClockAlignedDataInterval() default 0;

    @Key
    @AttributeDefinition(
            name = "Connection time-out",
            description = "Seconds an authorisation waits for the cable; 0 waits for ever.",
            min = "0")
    int ConnectionTimeOut() default 60;

    @Key
    @AttributeDefinition(
            name = "Connector phase rotation",
            description =
                    "Comma-separated items n.X: n connector, 0 main meter; X NotApplicable, Unknown, RST, RTS, SRT, STR, TRS or TSR.",
            required = false)
    String ConnectorPhaseRotation() default "0.Unknown";

    @Key
    @AttributeDefinition(
            name = "Heartbeat interval",
            description = "Seconds between heartbeats. Overwritten by the interval of each accepted BootNotification.",
            min = "1")
    int HeartbeatInterval() default 300;

    @Key
    @AttributeDefinition(
            name = "Light intensity",
            description = "Brightness of the light, percent.",
            min = "0",
            max = "100")
    int LightIntensity() default 100;

    @Key
    @AttributeDefinition(
            name = "Authorize locally when offline",
            description =
                    "Whether charging may start while there is no connection, for tags that are known to be valid.")
    boolean LocalAuthorizeOffline() default true;

    @Key
    @AttributeDefinition(
            name = "Authorize locally when online",
            description = "Whether a tag that is known to be valid starts at once, without asking the central system.")
    boolean LocalPreAuthorize() default false;

    @Key
    @AttributeDefinition(
            name = "Energy after refusal",
            description =
                    "Wh a transaction may still take after the central system refused its tag, when it is not stopped.",
            min = "0")
    int MaxEnergyOnInvalidId() default 0;

    @Key
    @AttributeDefinition(name = "Message time-out", description = "Seconds a call waits for its answer.", min = "1")
    int MessageTimeout() default 30;

    @Key
    @AttributeDefinition(
            name = "Clock-aligned measurands",
            description =
                    "Comma-separated measurands of clock-aligned meter values; none means Energy.Active.Import.Register.",
            required = false)
    String MeterValuesAlignedData() default "Energy.Active.Import.Register";

    @Key
    @AttributeDefinition(
            name = "Sampled measurands",
            description =
                    "Comma-separated measurands of sampled meter values; none means Energy.Active.Import.Register.",
            required = false)
    String MeterValuesSampledData() default "Energy.Active.Import.Register";

    @Key
    @AttributeDefinition(
            name = "Sample interval",
            description =
                    "Seconds between sampled meter values of a transaction, counted from its start; 0 sends none.",
            min = "0")
    int MeterValueSampleInterval() default 60;

    @Key
    @AttributeDefinition(
            name = "Minimum status duration",
            description = "Seconds a status must last before it is reported.",
            min = "0")
    int MinimumStatusDuration() default 0;

    @Key
    @AttributeDefinition(
            name = "Reset retries",
            description = "How often a reset that did not succeed is tried again, times.",
            min = "0")
    int ResetRetries() default 1;

    @Key
    @AttributeDefinition(
            name = "Stop when unplugged from the vehicle",
            description =
                    "Whether a transaction ends when the cable is pulled from the vehicle; otherwise it is suspended.")
    boolean StopTransactionOnEVSideDisconnect() default true;

    @Key
    @AttributeDefinition(
            name = "Stop on refused tag",
            description =
                    "Whether a transaction ends when the central system refuses its tag; otherwise only its energy is stopped.")
    boolean StopTransactionOnInvalidId() default true;

    @Key
    @AttributeDefinition(
            name = "Clock-aligned measurands at the stop",
            description =
                    "Comma-separated measurands that StopTransaction carries for clock-aligned instants; empty for none.",
            required = false)
    String StopTxnAlignedData() default "";

    @Key
    @AttributeDefinition(
            name = "Sampled measurands at the stop",
            description = "Comma-separated measurands that StopTransaction carries for samples; empty for none.",
            required = false)
    String StopTxnSampledData() default "";

    @Key
    @AttributeDefinition(
            name = "Transaction message attempts",
            description =
                    "How often a transaction message that the central system cannot process is sent in all, times.",
            min = "1")
    int TransactionMessageAttempts() default 3;

    @Key
    @AttributeDefinition(
            name = "Transaction message retry interval",
            description =
                    "Seconds before a transaction message is sent again, multiplied by the number of its transmissions so far.",
            min = "0")
    int TransactionMessageRetryInterval() default 30;

    @Key
    @AttributeDefinition(
            name = "Unlock when unplugged from the vehicle",
            description =
                    "Whether the station releases its side when the vehicle is unplugged. Always false with a fixed cable.")
    boolean UnlockConnectorOnEVSideDisconnect() default true;

    @Key
    @AttributeDefinition(
            name = "WebSocket ping interval",
            description = "Seconds between pings of the connection; 0 sends none.",
            min = "0")
    int WebSocketPingInterval() default 55;
}
