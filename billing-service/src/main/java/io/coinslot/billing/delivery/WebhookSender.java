package io.coinslot.billing.delivery;

import java.io.IOException;

/** Sends webhooks over HTTP. */
@FunctionalInterface
public interface WebhookSender {
    /** @throws IOException if there was no answer, or none that can be used */
    Answer send(Message message) throws IOException;

    /**
     * One attempt.
     *
     * @param signatures value of the header webhook-signature
     */
    record Message(String url, String webhookId, long timestampSeconds, String signatures, String body) {}

    /** @param body as much of it as is ever of interest */
    record Answer(int status, String body) {
        boolean isAccepted() {
            return status >= 200 && status < 300;
        }
    }
}
