// SPDX-License-Identifier: Apache-2.0
package io.gatewatt.profile.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gatewatt.loop.core.VirtualLoop;
import io.gatewatt.ocpp.Reply;
import io.gatewatt.ocpp.Triggerable;
import io.gatewatt.ocpp.v16.TriggerMessage.Confirmation;
import io.gatewatt.ocpp.v16.TriggerMessage.MessageTrigger;
import io.gatewatt.ocpp.v16.TriggerMessage.Request;
import io.gatewatt.ocpp.v16.TriggerMessage.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerHandlerTest {

    private final VirtualLoop loop = new VirtualLoop();
    private final TriggerHandler handler = new TriggerHandler(loop);
    private final List<String> sent = new ArrayList<>();

    /** Sends itself for connectors up to 2. */
    private final Triggerable values = new Triggerable() {
        @Override
        public String message() {
            return "MeterValues";
        }

        @Override
        public Optional<Runnable> trigger(Optional<Integer> connector) {
            return connector.filter(c -> c > 2).isPresent()
                    ? Optional.empty()
                    : Optional.of(() -> sent.add("values of " + connector));
        }
    };

    /** Answers, then does what comes after the answer. */
    private Status ask(MessageTrigger message, Integer connector) {
        List<Reply<Confirmation>> replies = new ArrayList<>();
        loop.run(() -> handler.handle(new Request(message, connector)).onSuccess(replies::add));
        assertEquals(List.of(), sent, "answer first, then act");
        loop.run(replies.get(0).afterwards());
        return replies.get(0).confirmation().orElseThrow().status();
    }

    @Test
    void whatIsOfferedIsSentAfterTheAnswer() {
        handler.addMessage(values);
        assertEquals(Status.Accepted, ask(MessageTrigger.MeterValues, 2));
        assertEquals(List.of("values of Optional[2]"), sent);
        sent.clear();
        assertEquals(Status.Accepted, ask(MessageTrigger.MeterValues, null));
        assertEquals(List.of("values of Optional.empty"), sent);
    }

    @Test
    void whatItsOwnerDoesNotWantIsRejected() {
        handler.addMessage(values);
        assertEquals(Status.Rejected, ask(MessageTrigger.MeterValues, 3));
        assertEquals(List.of(), sent);
    }

    @Test
    void whatNobodyOffersIsNotImplemented() {
        handler.addMessage(values);
        assertEquals(Status.NotImplemented, ask(MessageTrigger.FirmwareStatusNotification, null));
        handler.removeMessage(values);
        assertEquals(Status.NotImplemented, ask(MessageTrigger.MeterValues, 1));
    }
}
