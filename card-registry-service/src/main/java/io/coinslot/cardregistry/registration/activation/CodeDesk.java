package io.coinslot.cardregistry.registration.activation;

import io.coinslot.cardregistry.issuer.CompanyLine;
import io.coinslot.cardregistry.issuer.FinancialCompany.TokenHandle;
import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.registration.ActivationResult;
import io.coinslot.cardregistry.registration.Answer;
import io.coinslot.cardregistry.registration.CardEntry;
import io.coinslot.cardregistry.registration.Refusal;
import io.coinslot.cardregistry.registration.Registration;
import io.coinslot.cardregistry.registration.Registrations;
import io.coinslot.cardregistry.registration.RequestKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has activation codes checked while the device waits, since a code must not be written down for later. That a check is
 * made is recorded before; if its answer is lost, the token itself is looked at.
 */
public final class CodeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CodeDesk.class);

    private final Registrations registrations;
    private final CompanyLine companies;

    public CodeDesk(Registrations registrations, CompanyLine companies) {
        this.registrations = registrations;
        this.companies = companies;
    }

    /**
     * What a code came to.
     *
     * @param answer whether the request was taken
     * @param result null if it was not taken, or if the financial company did not answer: then it is looked up
     */
    public record Checked(Answer answer, @Nullable ActivationResult result) {}

    /** Has a code checked, once for each request key. */
    public Checked check(
            String registrationId, RequestKey key, String authenticationCode, @Nullable String cardReferenceId) {
        Answer answer = registrations.beginActivation(registrationId, key, cardReferenceId);
        Registration registration = answer.registration();
        String reference = answer.cardReferenceId();
        if (answer.refusal() != null || registration == null || reference == null) {
            return new Checked(answer, answer.result() == null ? null : ActivationResult.valueOf(answer.result()));
        }
        CardEntry card = registration.card(reference).orElseThrow();
        ActivationResult result;
        try {
            result = ask(card, authenticationCode);
        } catch (IssuerFailure busy) {
            registrations.activationNotAsked(registrationId, reference, key);
            return new Checked(Answer.refused(registration, Refusal.ISSUER_BUSY), null);
        }
        if (result == null) {
            registrations.activationUnanswered(registrationId, reference);
        } else {
            registrations.activationChecked(registrationId, reference, result, key);
        }
        return new Checked(answer, result);
    }

    /** @throws IssuerFailure if nothing was asked of the company */
    private @Nullable ActivationResult ask(CardEntry card, String authenticationCode) throws IssuerFailure {
        TokenHandle token = new TokenHandle(
                Objects.requireNonNull(card.token()).tokenUniqueReference(), Objects.requireNonNull(card.taskId()));
        try {
            return companies.call(card.source().issuerId(), company -> company.activate(token, authenticationCode));
        } catch (IssuerFailure failure) {
            if (failure.code().equals(CompanyLine.ISSUER_BUSY)) {
                throw failure;
            }
            LOG.warn("The check of a code for {} was not answered: {}", card.cardReferenceId(), failure.getMessage());
            return null;
        }
    }
}
