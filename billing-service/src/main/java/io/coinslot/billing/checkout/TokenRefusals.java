package io.coinslot.billing.checkout;

import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.card.CardStatus;
import io.coinslot.billing.card.TokenPermit;
import io.coinslot.servicekit.problem.Problem;

/** Why a token is not charged, in words. */
final class TokenRefusals {
    private TokenRefusals() {}

    static Problem of(String pointer, TokenPermit refusal) {
        String at = pointer + "/paymentToken";
        return switch (refusal) {
            case TokenPermit.Reserved reserved -> throw new IllegalArgumentException("it is none: " + reserved);
            case TokenPermit.Unknown unknown ->
                Problem.atField(BillingProblem.PAYMENT_TOKEN_UNKNOWN, at, "the user has no such token");
            case TokenPermit.NotActive(CardStatus status) ->
                Problem.atField(problem(status), at, "the token is " + status);
            case TokenPermit.TooMuchAtOnce(var left) ->
                Problem.atField(
                        BillingProblem.PAYMENT_TOKEN_AMOUNT_LIMIT_EXCEEDED,
                        at,
                        "the token may be charged " + left + " at once");
            case TokenPermit.TooMuchToday(var limit, var left) ->
                Problem.atField(
                        BillingProblem.PAYMENT_TOKEN_DAILY_AMOUNT_LIMIT_EXCEEDED,
                        at,
                        "the token may be charged " + limit + " per day (UTC), of which " + left + " is left");
            case TokenPermit.TooOftenToday(int limit) ->
                Problem.atField(
                        BillingProblem.PAYMENT_TOKEN_DAILY_COUNT_LIMIT_EXCEEDED,
                        at,
                        "the token may be charged " + limit + " times per day (UTC), of which 0 are left");
        };
    }

    private static BillingProblem problem(CardStatus status) {
        return switch (status) {
            case INACTIVE -> BillingProblem.PAYMENT_TOKEN_INACTIVE;
            case SUSPENDED -> BillingProblem.PAYMENT_TOKEN_SUSPENDED;
            case DEACTIVATED -> BillingProblem.PAYMENT_TOKEN_DELETED;
            case ACTIVE -> throw new IllegalArgumentException("an active token is no problem");
        };
    }
}
