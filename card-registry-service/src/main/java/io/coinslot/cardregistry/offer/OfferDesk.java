package io.coinslot.cardregistry.offer;

import io.coinslot.cardregistry.account.AccountAssertions;
import io.coinslot.cardregistry.account.AssertionRefused;
import io.coinslot.cardregistry.account.VerifiedAccount;
import io.coinslot.cardregistry.offer.OfferRefused.Reason;
import io.coinslot.cardregistry.registration.CardSource;
import io.coinslot.cardregistry.registration.SealedCredential;
import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenLists;
import io.coinslot.cardregistry.token.TokenStatus;
import io.coinslot.cardregistry.token.Tokens;
import io.coinslot.servicekit.idempotency.DerivedId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Answers peers about the cards that our own devices registered. The account assertion is verified here, whatever the
 * peer verified: it must be made for us, for this peer to present, and be bound to the device that asks.
 */
public final class OfferDesk {
    private static final Duration REFERENCE_LIFE = Duration.ofMinutes(30);
    private static final String PURPOSE = "REGISTER_ON_NEW_DEVICE";
    private static final int MOST_CARDS = 50;
    /** Each card may be on several devices, with a token each. */
    private static final int MOST_TOKENS = 1_000;

    private final AccountAssertions assertions;
    private final TokenLists lists;
    private final Tokens tokens;
    private final CardReferences references;
    private final CredentialSeals seals;
    private final Clock clock;

    public OfferDesk(
            AccountAssertions assertions,
            TokenLists lists,
            Tokens tokens,
            CardReferences references,
            CredentialSeals seals,
            Clock clock) {
        this.assertions = assertions;
        this.lists = lists;
        this.tokens = tokens;
        this.references = references;
        this.seals = seals;
        this.clock = clock;
    }

    /** What a peer asks for. */
    public record Question(
            String requestId,
            String accountReference,
            String accountAssertion,
            String purpose,
            String consentReference,
            String deviceKeyThumbprint) {
        @Override
        public String toString() {
            return "Question[" + requestId + "]";
        }
    }

    /** A card of ours, and the name the peer may ask for it by. */
    public record Offer(String cardReferenceId, Token token) {}

    /** The cards of an account. An account that we do not know has none. */
    public List<Offer> search(String peerId, Question question) throws OfferRefused, IOException {
        require(PURPOSE.equals(question.purpose()), Reason.PURPOSE_NOT_ALLOWED);
        require(!question.consentReference().isBlank(), Reason.CONSENT_MISSING);
        VerifiedAccount account = verified(peerId, question);
        require(account.subject().equals(question.accountReference()), Reason.ACCOUNT_MISMATCH);
        Instant expiresAt = clock.instant().plus(REFERENCE_LIFE).truncatedTo(ChronoUnit.MILLIS);
        List<Offer> offers = new ArrayList<>();
        List<CardReference> given = new ArrayList<>();
        for (Token token : oneOfEachCard(lists.activeOf(account.accountReference(), MOST_TOKENS))) {
            String id = DerivedId.of("crd_", peerId, question.requestId(), token.tokenUniqueReference());
            given.add(new CardReference(
                    id,
                    peerId,
                    account.accountReference(),
                    token.tokenUniqueReference(),
                    token.face().panUniqueReference(),
                    token.face().accountPanSuffix(),
                    expiresAt));
            offers.add(new Offer(id, token));
        }
        references.add(given);
        return offers;
    }

    /** A card of which nothing is known that it goes by is one by itself. */
    private static List<Token> oneOfEachCard(List<Token> tokens) {
        Set<String> known = new HashSet<>();
        List<Token> one = new ArrayList<>();
        for (Token token : tokens) {
            List<String> names = CardSource.names(
                    token.issuerId(),
                    token.face().paymentAccountReference(),
                    token.face().panUniqueReference());
            if (Collections.disjoint(known, names) && one.size() < MOST_CARDS) {
                one.add(token);
            }
            known.addAll(names);
        }
        return one;
    }

    private VerifiedAccount verified(String peerId, Question question) throws OfferRefused, IOException {
        try {
            return assertions.verify(question.accountAssertion(), peerId, question.deviceKeyThumbprint());
        } catch (AssertionRefused e) {
            throw new OfferRefused(
                    switch (e.reason()) {
                        case ASSERTION_INVALID, ASSERTION_LONG_LIVED, ASSERTION_REPLAYED -> Reason.ASSERTION_INVALID;
                        case ASSERTION_EXPIRED -> Reason.ASSERTION_EXPIRED;
                        case ASSERTION_WRONG_AUDIENCE -> Reason.ASSERTION_WRONG_AUDIENCE;
                        case ASSERTION_WRONG_PRESENTER -> Reason.ASSERTION_WRONG_PRESENTER;
                        case ASSERTION_OTHER_DEVICE -> Reason.DEVICE_MISMATCH;
                    });
        }
    }

    /**
     * A card's credential: we have no card number, so what is sealed is the reference of our own token. One that was held
     * back since it was offered is no more to be had than one that was deleted; nor is another card that is behind the
     * token now, which nobody chose.
     */
    public SealedCredential credential(String peerId, String cardReferenceId, String audience, String taskId)
            throws OfferRefused, IOException {
        CardReference reference = references.find(cardReferenceId);
        if (reference == null || !reference.peerId().equals(peerId)) {
            throw new OfferRefused(Reason.CARD_NOT_FOUND);
        }
        require(clock.instant().isBefore(reference.expiresAt()), Reason.CARD_REFERENCE_EXPIRED);
        Token token = tokens.find(reference.tokenUniqueReference());
        if (token == null || token.status() != TokenStatus.ACTIVE) {
            throw new OfferRefused(Reason.CARD_REMOVED);
        }
        String offered = reference.panUniqueReference();
        require(offered == null || offered.equals(token.face().panUniqueReference()), Reason.CARD_REPLACED);
        String suffix = offered == null ? reference.accountPanSuffix() : null;
        require(suffix == null || suffix.equals(token.face().accountPanSuffix()), Reason.CARD_REPLACED);
        require(token.issuerId().equals(audience), Reason.AUDIENCE_NOT_ALLOWED);
        return seals.seal(audience, token.tokenUniqueReference(), taskId);
    }

    private static void require(boolean condition, Reason otherwise) throws OfferRefused {
        if (!condition) {
            throw new OfferRefused(otherwise);
        }
    }
}
