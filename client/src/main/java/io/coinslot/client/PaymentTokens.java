package io.coinslot.client;

import static io.coinslot.client.Call.segment;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tokens of users' cards. What changes one is taken at once; the financial company's answer shows a moment later. */
public final class PaymentTokens {
    private static final String PATH = "/v1/tokens";

    private final Transport transport;

    PaymentTokens(Transport transport) {
        this.transport = transport;
    }

    /** The device's user's own, newest first, read page by page as the stream is used. For devices. */
    public Stream<PaymentToken> list() {
        return list(null);
    }

    /** A user's, newest first, read page by page as the stream is used. For game backends. */
    public Stream<PaymentToken> ofUser(String userId) {
        return list(userId);
    }

    private Stream<PaymentToken> list(@Nullable String userId) {
        return Page.stream(cursor -> transport.sendForPage(
                Call.get(PATH).query("userId", userId).query("cursor", cursor), PaymentToken.class));
    }

    public PaymentToken get(String tokenUniqueReference) {
        return transport.send(Call.get(path(tokenUniqueReference)), PaymentToken.class);
    }

    /**
     * Holds a token back.
     *
     * @param by on whose behalf; only this party lets it go again
     * @param reasonCode such as DEVICE_LOST
     */
    public PaymentToken suspend(String tokenUniqueReference, PaymentToken.Party by, String reasonCode) {
        return change(tokenUniqueReference, "/suspend", by, reasonCode);
    }

    /**
     * Lets a token go that this party holds back. A device lifts its own lock and what the cardholder suspended from it
     * alone; what was suspended from elsewhere too, the service lifts.
     */
    public PaymentToken unsuspend(String tokenUniqueReference, PaymentToken.Party by, String reasonCode) {
        return change(tokenUniqueReference, "/unsuspend", by, reasonCode);
    }

    /** Deletes a token for good. */
    public PaymentToken delete(String tokenUniqueReference, PaymentToken.Party by, String reasonCode) {
        return change(tokenUniqueReference, "/delete", by, reasonCode);
    }

    /** How much and how often the token may be charged, and what was charged today. For game backends. */
    public TokenLimits limits(String tokenUniqueReference) {
        return transport.send(Call.get(limitsPath(tokenUniqueReference)), TokenLimits.class);
    }

    /** Sets the token's own limits, in place of those set before. For game backends. */
    public TokenLimits setLimits(String tokenUniqueReference, TokenLimits limits) {
        return transport.send(Call.put(limitsPath(tokenUniqueReference), limits), TokenLimits.class);
    }

    private static String limitsPath(String tokenUniqueReference) {
        return "/v1/payment-tokens/" + segment(tokenUniqueReference) + "/limits";
    }

    private PaymentToken change(String tokenUniqueReference, String what, PaymentToken.Party by, String reasonCode) {
        Call call = Call.post(path(tokenUniqueReference) + what, null)
                .json(Map.of("causedBy", by, "reasonCode", reasonCode));
        return transport.send(call, PaymentToken.class);
    }

    private static String path(String tokenUniqueReference) {
        return PATH + "/" + segment(tokenUniqueReference);
    }
}
