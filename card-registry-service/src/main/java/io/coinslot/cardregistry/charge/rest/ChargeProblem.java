package io.coinslot.cardregistry.charge.rest;

import io.coinslot.cardregistry.charge.ChargeRefused;
import io.coinslot.servicekit.problem.ProblemType;
import java.util.Locale;

/** Why a token is not to be paid with, as whoever charges is told. */
record ChargeProblem(ChargeRefused.Reason reason) implements ProblemType {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    @Override
    public String slug() {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return switch (reason) {
            case TOKEN_UNKNOWN -> "There is no such token of this user";
            case TOKEN_INACTIVE -> "The token is not active yet";
            case TOKEN_SUSPENDED -> "The token is suspended";
            case TOKEN_DELETED -> "The token was deleted";
            case ISSUER_REFUSED -> "The financial company lets nobody pay with the token";
        };
    }

    @Override
    public int status() {
        return reason == ChargeRefused.Reason.TOKEN_UNKNOWN ? NOT_FOUND : CONFLICT;
    }
}
