package io.coinslot.simulators.control;

import tools.jackson.databind.JsonNode;

/** The control interface of one market. Each call answers what a client, console or test would then hold. */
public interface MarketControl {
    /** A player pays, tries to, or leaves the payment pending. */
    JsonNode purchase(Input input);

    /** A pending payment is completed or fails. */
    JsonNode complete(String transaction, Input input);

    /** The market gives money back on its own account, not at the merchant's request through the API. */
    JsonNode refund(Input input);

    /** A player disputes a payment. */
    JsonNode openDispute(Input input);

    /** A dispute is decided. */
    JsonNode closeDispute(String dispute, Input input);

    /** Sends a notification again, twice, forged, of an unknown kind or unreadable, and answers how it was received. */
    JsonNode notification(Input input);

    /** What the market believes happened, oldest first, after the cursor. */
    LedgerPage ledger(LedgerQuery query);

    /** What the service's integrator would configure: settings and credentials. Stable for a service. */
    JsonNode credentials(String serviceId);

    /** Where notifications go; {@code {serviceId}} in it stands for the service. */
    void notifyAt(String url);
}
