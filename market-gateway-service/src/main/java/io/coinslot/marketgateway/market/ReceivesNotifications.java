package io.coinslot.marketgateway.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a market's notifications in: proves the sender, and later reads the message. */
public interface ReceivesNotifications extends OfMarket {
    /**
     * Proves that the market sent this to one of the services.
     *
     * @param links the services it may be for
     * @throws Forged if it is not proven for any of them
     * @throws MarketFailure if that cannot be found out now: the market shall send it again
     */
    Proven prove(List<MarketLink> links, Message message) throws Forged, MarketFailure;

    /**
     * What the market's proof is, as the scheme of the challenge that a refusal carries (RFC 9110 §11.6.1): a registered
     * authentication scheme where the market uses one, else the name of the header or the form of the signed body.
     */
    String proof();

    /** What a proven message hints at. Never fails: what cannot be read is not understood. */
    Hint read(MarketLink link, byte[] body);

    /** What the market calls this kind of message; null if that cannot be told. Never fails. */
    @Nullable
    String kindOf(byte[] body);

    /** A request as it arrived; header names in any case. */
    interface Message {
        @Nullable
        String header(String name);

        byte[] body();
    }

    /**
     * A message whose sender is proven, as far as the market lets us.
     *
     * @param messageId the market's id of the message, the same at each repetition
     * @param signed false where the market does not sign: anybody may have sent it
     */
    record Proven(MarketLink link, String messageId, boolean signed) {
        public Proven(MarketLink link, String messageId) {
            this(link, messageId, true);
        }

        /** Of a market that does not sign. */
        public static Proven unsigned(MarketLink link, String messageId) {
            return new Proven(link, messageId, false);
        }
    }

    /** It is not proven that the market sent it. */
    final class Forged extends Exception {
        private static final long serialVersionUID = 1L;

        public Forged(String reason) {
            super(reason, null, false, false);
        }
    }
}
