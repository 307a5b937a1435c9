package io.coinslot.cardregistry.token;

import io.coinslot.cardregistry.claim.ClaimKey;
import io.coinslot.servicekit.aggregate.Stored;
import java.time.Instant;
import java.util.List;

/** Tokens whose deletion was given up. */
public final class ParkedTokens {
    public static final String HOLDER = "reg_1/crd_1";
    private static final Instant TIME = Instant.parse("2026-11-20T00:00:00Z");

    private ParkedTokens() {}

    public static Stored<Token> parked(String reference, ClaimKey claim) {
        TokenOwner owner = new TokenOwner(
                "arcade", "alice", "watch", "app", "account-alice", "reg_1", "crd_1", claim, List.of(), HOLDER, TIME);
        Token token = Token.announced(reference, "bank", "task-1")
                .ownedBy(owner, new TokenFace("FWSB", null, "1234", "1111", "0330", null))
                .in(TokenStatus.ACTIVE)
                .in(TokenStatus.DEACTIVATED)
                .parking(new ParkedDeletion(Suspender.CARDHOLDER, "OTHER", "", 200, "SYSTEM_BUSY", TIME));
        return new Stored<>(reference, 1, "write", TIME, token, 0, List.of(), List.of());
    }
}
