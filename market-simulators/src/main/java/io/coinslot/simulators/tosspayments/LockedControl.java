package io.coinslot.simulators.tosspayments;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControl;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Takes the market's lock around each control call and journals its changes in one go. */
final class LockedControl implements MarketControl {
    private final TossControl control;
    private final TossResend resend;
    private final TossMemory memory;
    private final Object lock;

    LockedControl(TossControl control, TossResend resend, TossMemory memory, Object lock) {
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
        throw withoutDisputes();
    }

    @Override
    public JsonNode closeDispute(String dispute, Input input) {
        throw withoutDisputes();
    }

    private static ControlRefusal withoutDisputes() {
        return ControlRefusal.conflict("Toss Payments' API knows no disputes: what is lost in one is cancelled");
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
    public void notifyAt(String url) {
        control.notifyAt(url);
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (lock) {
            return memory.together(work);
        }
    }
}
