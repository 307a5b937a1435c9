package io.coinslot.simulators.stripe;

import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.control.RollsCredentials;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Takes the market's lock around each control call and journals its changes in one go. */
final class LockedControl implements MarketControl, RollsCredentials {
    private final StripeControl control;
    private final StripeResend resend;
    private final StripeMemory memory;
    private final Object lock;

    LockedControl(StripeControl control, StripeResend resend, StripeMemory memory, Object lock) {
        this.control = control;
        this.resend = resend;
        this.memory = memory;
        this.lock = lock;
    }

    @Override
    public JsonNode purchase(Input input) {
        return locked(() -> control.purchase(input));
    }

    @Override
    public JsonNode complete(String transaction, Input input) {
        return locked(() -> control.complete(transaction, input));
    }

    @Override
    public JsonNode refund(Input input) {
        return locked(() -> control.refund(input));
    }

    @Override
    public JsonNode openDispute(Input input) {
        return locked(() -> control.openDispute(input));
    }

    @Override
    public JsonNode closeDispute(String dispute, Input input) {
        return locked(() -> control.closeDispute(dispute, input));
    }

    /** Finds what to send under the lock and sends it without. */
    @Override
    public JsonNode notification(Input input) {
        return locked(() -> resend.prepare(input)).send();
    }

    @Override
    public LedgerPage ledger(LedgerQuery query) {
        return locked(() -> control.ledger(query));
    }

    @Override
    public JsonNode credentials(String serviceId) {
        return locked(() -> control.credentials(serviceId));
    }

    @Override
    public JsonNode rollCredentials(String serviceId) {
        return locked(() -> control.rollCredentials(serviceId));
    }

    @Override
    public JsonNode revokeOldCredentials(String serviceId) {
        return locked(() -> control.revokeOldCredentials(serviceId));
    }

    @Override
    public void notifyAt(String url) {
        control.notifyAt(url);
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (lock) {
            return memory.together(work);
        }
    }
}
