package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Instant;
import java.util.List;

/** Tokens of which a change was given up. */
public final class ParkedTokens {
    public static final String HOLDER = "reg_1/crd_1";
    private static final Instant TIME = Instant.parse("2026-11-20T00:00:00Z");

    private ParkedTokens() {}

    /** Of which the deletion was given up. */
    public static Stored<Token> parked(String reference, ClaimKey claim) {
        return stored(
                reference,
                active(reference, claim)
                        .in(TokenStatus.DEACTIVATED)
                        .parking(parked(TokenChange.DELETE, Suspender.CARDHOLDER)));
    }

    /** That is held back here by the cardholder and the service, of which the first was given up. */
    public static Stored<Token> notHeld(String reference, ClaimKey claim) {
        List<Suspender> by = List.of(Suspender.CARDHOLDER, Suspender.TOKEN_REQUESTOR);
        return stored(
                reference,
                active(reference, claim)
                        .held(by, List.of(Suspender.CARDHOLDER))
                        .parkingHold(parked(TokenChange.SUSPEND, Suspender.CARDHOLDER)));
    }

    private static ParkedChange parked(TokenChange change, Suspender by) {
        return new ParkedChange(change, by, "OTHER", "", 200, "SYSTEM_BUSY", TIME);
    }

    private static Stored<Token> stored(String reference, Token token) {
        return new Stored<>(reference, 1, "write", TIME, token, 0, List.of(), List.of());
    }

    private static Token active(String reference, ClaimKey claim) {
        TokenOwner owner = new TokenOwner(
                "arcade", "alice", "watch", "app", "account-alice", "reg_1", "crd_1", claim, List.of(), HOLDER, TIME);
        return Token.announced(reference, "bank", "task-1")
                .ownedBy(owner, new TokenFace("FWSB", null, "1234", "1111", "0330", null))
                .in(TokenStatus.ACTIVE);
    }
}
