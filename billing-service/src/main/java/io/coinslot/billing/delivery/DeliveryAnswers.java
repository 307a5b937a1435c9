package io.coinslot.billing.delivery;

/** Reads what games answer to webhooks. */
@FunctionalInterface
public interface DeliveryAnswers {
    /** Whether the body says that the goods are granted; anything that is not clear says no. */
    boolean confirm(String body);
}
