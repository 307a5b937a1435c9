package io.coinslot.billing;

import io.coinslot.servicekit.problem.ProblemType;
import java.util.Locale;

/** Refusals of billing's own. */
public enum BillingProblem implements ProblemType {
    UNKNOWN_PRODUCT(422, "The service sells no such product"),
    NOT_ON_SALE(422, "The product is not on sale now"),
    MARKET_NOT_LINKED(422, "The service does not sell through this market"),
    NOT_SOLD_THERE(422, "The product is not sold at this market"),
    NO_PRICE(422, "The product has no such price"),
    NO_MARKET_POSSIBLE(422, "No market can sell this to the player"),
    MARKETS_NOT_ANSWERING(503, "The markets that could sell this do not answer"),
    CONSENT_MISSING(422, "The user has not given a consent that is needed"),
    LIMIT_EXCEEDED(422, "A limit of the user would be exceeded"),
    PAYMENT_TOKEN_NOT_ACCEPTED(422, "The market does not charge tokens of registered cards"),
    PAYMENT_TOKEN_UNKNOWN(422, "The user has no such token"),
    PAYMENT_TOKEN_INACTIVE(422, "The token is not active yet"),
    PAYMENT_TOKEN_SUSPENDED(422, "The token is suspended"),
    PAYMENT_TOKEN_DELETED(422, "The token was deleted"),
    PAYMENT_TOKEN_AMOUNT_LIMIT_EXCEEDED(422, "The token may not be charged so much at once"),
    PAYMENT_TOKEN_DAILY_AMOUNT_LIMIT_EXCEEDED(422, "The token may not be charged so much in a day"),
    PAYMENT_TOKEN_DAILY_COUNT_LIMIT_EXCEEDED(422, "The token may not be charged so often in a day"),
    AMOUNT_LIMIT_EXCEEDED(422, "The client may not post purchases of this amount"),
    DAILY_AMOUNT_LIMIT_EXCEEDED(429, "The client may not post so much in a day"),
    TOO_MANY_OPEN_PURCHASES(429, "Too many purchases of the client wait for payment"),
    NOT_CANCELLABLE(409, "The purchase can not be cancelled any more"),
    NOT_PAID(409, "The purchase is not paid"),
    TOO_MANY_RECEIPTS(409, "Too many receipts were submitted for this purchase"),
    REFUND_EXCEEDS_CAPTURED(422, "More would be refunded than was captured"),
    TOO_MANY_REFUNDS(409, "Too many refunds were asked for of this purchase"),
    DISPUTED(409, "The payment is disputed"),
    BILLING_TOKEN_NOT_VALID(400, "The billing token is not valid"),
    BILLING_TOKEN_GONE(410, "The billing token can not be used any more"),
    CURSOR_NOT_VALID(400, "The cursor is not valid"),
    TOO_MANY_CLIENT_EVENTS(422, "Too many events were reported for this purchase");

    private final int status;
    private final String title;

    BillingProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
