package io.coinslot.simulators.notification;

import tools.jackson.databind.JsonNode;

/** What is to be sent on request, found under a simulator's lock, and the sending, which is done without it. */
public interface Sending {
    /** Sends now, and says what was sent and how it was answered. */
    JsonNode send();
}
