package io.coinslot.simulators.issuer;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.issuer.TokenUpdates.Update;
import io.coinslot.simulators.notification.Courier;
import io.coinslot.simulators.notification.Message;
import io.coinslot.simulators.notification.Sending;
import io.coinslot.simulators.protocol.Json;
import io.coinslot.simulators.signing.Proof;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/** Sends callbacks on request: again, twice, out of date, with a lie in it, of an unknown kind, unreadable. */
final class IssuerResend {
    private static final Duration EARLIER = Duration.ofHours(1);

    private final BankMemory memory;
    private final TokenUpdates updates;
    private final Courier courier;

    IssuerResend(BankMemory memory, TokenUpdates updates, Courier courier) {
        this.memory = memory;
        this.updates = updates;
        this.courier = courier;
    }

    private enum Kind {
        /** The state of now, under a new id. */
        RESEND,
        /** The state of now, twice under one id. */
        DUPLICATE,
        /** An earlier state, with its earlier time. */
        OUTDATED,
        /** Says that the token is deleted, and is signed by nobody known unless told otherwise. */
        FORGED,
        /** Of a kind that nobody knows. */
        UNKNOWN_TYPE,
        /** About a token that nobody knows. */
        UNKNOWN_TOKEN,
        /** Not even JSON. */
        POISON
    }

    Sending prepare(Input input) {
        Kind kind = input.choice("kind", Kind.RESEND);
        int times = kind == Kind.DUPLICATE ? 2 : 1;
        Token token = token(input);
        Proof proof = input.choice("proof", kind == Kind.FORGED ? Proof.WRONG_KEY : Proof.VALID);
        Message message = updates.message(update(kind, token), proof);
        return () -> Json.object().put("kind", kind.name()).set("statuses", courier.sendNow(message, times));
    }

    private Token token(Input input) {
        Token token = memory.token(input.text("tokenUniqueReference"));
        if (token == null) {
            throw ControlRefusal.unknown("no such token");
        }
        return token;
    }

    private static Update update(Kind kind, Token token) {
        return switch (kind) {
            case RESEND, DUPLICATE -> TokenUpdates.status(token, "OTHER");
            case OUTDATED -> TokenUpdates.status(outdated(token), "OTHER");
            case FORGED -> TokenUpdates.status(forged(token), "OTHER");
            case UNKNOWN_TYPE -> TokenUpdates.about(token, "MARVEL", "MARVEL", "OTHER");
            case UNKNOWN_TOKEN -> TokenUpdates.status(unknown(token), "OTHER");
            case POISON -> {
                byte[] body = "{ this is not JSON".getBytes(StandardCharsets.UTF_8);
                yield new Update(
                        token.serviceId(), token.shape(), UUID.randomUUID().toString(), body);
            }
        };
    }

    /** As it was before its last change: active if it is not, suspended if it is. */
    private static Token outdated(Token token) {
        boolean wasActive = token.status() != TokenStatus.ACTIVE;
        return at(
                token,
                token.tokenUniqueReference(),
                wasActive ? TokenStatus.ACTIVE : TokenStatus.SUSPENDED,
                wasActive ? EnumSet.noneOf(Suspender.class) : EnumSet.of(Suspender.ISSUER),
                EARLIER.negated());
    }

    private static Token forged(Token token) {
        return at(
                token,
                token.tokenUniqueReference(),
                TokenStatus.DEACTIVATED,
                EnumSet.noneOf(Suspender.class),
                Duration.ofSeconds(1));
    }

    private static Token unknown(Token token) {
        return at(token, "DWSB" + "0".repeat(44), token.status(), EnumSet.noneOf(Suspender.class), Duration.ZERO);
    }

    private static Token at(
            Token token, String reference, TokenStatus status, EnumSet<Suspender> suspenders, Duration later) {
        return new Token(
                reference,
                token.serviceId(),
                token.taskId(),
                token.shape(),
                token.face(),
                token.paymentAppInstanceId(),
                status,
                List.copyOf(suspenders),
                token.statusAt().plus(later),
                token.codesIssued(),
                token.madeAt());
    }
}
