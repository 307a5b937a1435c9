package io.coinslot.billing.checkout;

import io.coinslot.billing.card.PaymentTokens;
import io.coinslot.billing.clientday.ClientDays;
import io.coinslot.billing.limit.Users;

/** Who is asked before a purchase is made: the user's limits, those of the token that is charged, and the client's. */
public record Permissions(Users users, PaymentTokens tokens, ClientDays days) {}
