package io.coinslot.marketgateway.task;

import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.market.MarketLink;
import io.coinslot.marketgateway.market.PreparesPayments;
import io.coinslot.marketgateway.market.PreparesPayments.Preparation;
import io.coinslot.marketgateway.payment.MarketAbilities;
import io.coinslot.marketgateway.payment.MarketAnswers;
import io.coinslot.marketgateway.payment.Payment;
import io.coinslot.marketgateway.payment.PaymentEvent;
import io.coinslot.marketgateway.payment.PaymentStatus;
import io.coinslot.marketgateway.payment.PaymentTasks;
import io.coinslot.servicekit.aggregate.Task;
import io.coinslot.servicekit.key.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Prepares a payment at its market. Repeating it finds what was prepared before. */
final class PrepareTask extends MarketTask {
    private final Sealer sealer;

    PrepareTask(Counter counter, Sealer sealer) {
        super(PaymentTasks.PREPARE, counter);
        this.sealer = sealer;
    }

    @Override
    Outcome<Payment, PaymentEvent> attempt(Payment payment, Task task) throws MarketFailure {
        if (payment.status() != PaymentStatus.REQUESTED) {
            return nothingToDo();
        }
        MarketLink link = counter().link(payment);
        if (!link.enabled()) {
            throw MarketFailure.declined("MARKET_DISABLED", "The service has disabled " + link.market());
        }
        Preparation made =
                counter().desk(PreparesPayments.class, payment).prepare(link, payment.order(), task.attempt());
        PaymentEvent.PaymentPrepared prepared = new PaymentEvent.PaymentPrepared(
                made.marketReference(),
                made.clientSecret() == null ? null : sealed(made.clientSecret(), payment),
                made.redirectUrl());
        MarketAbilities market = counter().abilities(payment);
        return done(current -> MarketAnswers.prepared(current, prepared, market));
    }

    /** Whoever is to pay does not wait longer, and the purchase ends by itself. */
    @Override
    public int maxAttempts() {
        return ATTEMPTS_OF_A_DAY;
    }

    private String sealed(String secret, Payment payment) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(sealer.seal(bytes, payment.order().purchaseId()));
    }

    @Override
    Outcome<Payment, PaymentEvent> declined(Payment payment, Task task, MarketFailure failure) {
        String reason = String.valueOf(failure.getMessage());
        return done(current -> MarketAnswers.preparationRefused(current, failure.code(), reason));
    }

    @Override
    Outcome<Payment, PaymentEvent> shutOut(Payment payment, Task task, MarketFailure failure) {
        return done(current ->
                MarketAnswers.preparationRefused(current, failure.code(), String.valueOf(failure.getMessage())));
    }
}
