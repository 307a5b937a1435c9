package io.coinslot.marketgateway.charge;

import io.coinslot.marketgateway.payment.PaymentOrder;

/** Where that comes from which pays with a token. */
@FunctionalInterface
public interface CardCredentials {
    /**
     * A fresh credential for the order's token. Asking moves no money, however often it is done.
     *
     * @throws CredentialFailure if there is none to be had, now or ever
     */
    CardCredential obtain(PaymentOrder order) throws CredentialFailure;
}
