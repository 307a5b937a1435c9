package io.coinslot.simulators.issuer;

import io.coinslot.simulators.memory.Secrets;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** What both interfaces of the company act upon. Callers hold the company's lock. */
record Bank(
        BankMemory memory,
        FundingAccounts accounts,
        Registrations registrations,
        Activations activations,
        Tokens tokens,
        Spending spending,
        Obstinacy obstinacy,
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

    /** The same for a requestor, where the company does it. */
    Token changeFor(String name, Token token, Suspender by, String reasonCode) {
        if (!obstinacy.pretends(name)) {
            return change(name, token, by, reasonCode);
        }
        Set<Suspender> suspenders = token.suspenders();
        TokenStatus pretended = switch (name) {
            case "suspend" -> {
                suspenders.add(by);
                yield TokenStatus.SUSPENDED;
            }
            case "unsuspend" -> {
                suspenders.remove(by);
                yield suspenders.isEmpty() ? TokenStatus.ACTIVE : TokenStatus.SUSPENDED;
            }
            default -> {
                suspenders.clear();
                yield TokenStatus.DEACTIVATED;
            }
        };
        return token.with(pretended, suspenders, now());
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
