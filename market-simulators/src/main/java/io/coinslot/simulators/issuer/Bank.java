package io.coinslot.simulators.issuer;

import io.coinslot.simulators.memory.Secrets;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;

/** What both interfaces of the company act upon. Callers hold the company's lock. */
record Bank(
        BankMemory memory,
        FundingAccounts accounts,
        Registrations registrations,
        Activations activations,
        Tokens tokens,
        Spending spending,
        Secrets secrets,
        Clock clock) {
    private static final BigInteger TEN_DIGITS = BigInteger.TEN.pow(10);

    /** A requestor's token, as if there were no others. */
    Token token(String serviceId, String tokenUniqueReference) {
        Token token = memory.token(tokenUniqueReference);
        if (token == null || !token.serviceId().equals(serviceId)) {
            throw IssuerRefusal.notFound("TOKEN_NOT_FOUND", "token");
        }
        return token;
    }

    /** Suspends, unsuspends or deletes. */
    Token change(String name, Token token, Suspender by, String reasonCode) {
        return switch (name) {
            case "suspend" -> tokens.suspend(token, by, reasonCode);
            case "unsuspend" -> tokens.unsuspend(token, by, reasonCode);
            case "delete" -> tokens.delete(token, reasonCode);
            default -> throw IssuerRefusal.notFound("NOT_FOUND", "operation");
        };
    }

    /** A requestor's id, eleven digits that belong to the service. */
    String tokenRequestorId(String serviceId) {
        BigInteger number = new BigInteger(1, secrets.derive("issuer/requestor/" + serviceId)).mod(TEN_DIGITS);
        return "5" + "%010d".formatted(number);
    }

    Instant now() {
        return clock.instant();
    }
}
