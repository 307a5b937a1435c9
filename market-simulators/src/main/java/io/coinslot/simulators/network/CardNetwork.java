package io.coinslot.simulators.network;

/** Asks the company behind a card whether a payment is good. */
@FunctionalInterface
public interface CardNetwork {
    Verdict authorise(PresentedToken presented);
}
