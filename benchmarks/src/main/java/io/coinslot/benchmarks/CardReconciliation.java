package io.coinslot.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the API accepted, what the topics say, what the financial company's ledger and our own list hold. */
final class CardReconciliation {
    private final List<String> findings = new ArrayList<>();

    /**
     * A token.
     *
     * @param registrationId the registration that it came from
     */
    record HeldToken(String registrationId, String tokenUniqueReference, String status) {}

    /**
     * @param acceptedRequests how many requests were answered with 202
     * @param atCompany of the registrations of the run
     * @param ours of the users of the run
     */
    static CardReconciliation of(
            Map<String, CardJourney> journeys, long acceptedRequests, List<HeldToken> atCompany, List<HeldToken> ours) {
        CardReconciliation reconciliation = new CardReconciliation();
        long accepted =
                journeys.values().stream().filter(CardJourney::isAccepted).count();
        reconciliation.require(
                accepted == acceptedRequests,
                acceptedRequests + " requests were accepted and " + accepted + " registrations are known");
        Map<String, List<HeldToken>> company = byRegistration(atCompany);
        Map<String, List<HeldToken>> own = byRegistration(ours);
        journeys.forEach((id, journey) -> reconciliation.check(
                id, journey, company.getOrDefault(id, List.of()), own.getOrDefault(id, List.of())));
        reconciliation.strangers("the financial company has", company.keySet(), journeys.keySet());
        reconciliation.strangers("we have", own.keySet(), journeys.keySet());
        return reconciliation;
    }

    private static Map<String, List<HeldToken>> byRegistration(List<HeldToken> tokens) {
        Map<String, List<HeldToken>> byRegistration = new HashMap<>();
        tokens.forEach(token -> byRegistration
                .computeIfAbsent(token.registrationId(), id -> new ArrayList<>())
                .add(token));
        return byRegistration;
    }

    boolean holds() {
        return findings.isEmpty();
    }

    List<String> findings() {
        return findings;
    }

    private void check(String id, CardJourney journey, List<HeldToken> company, List<HeldToken> own) {
        require(journey.isAccepted(), id + " was told of and not accepted");
        require(journey.requests() == 1, id + " was requested " + journey.requests() + " times");
        if (!journey.isRegistered()) {
            findings.add(
                    id + " is not registered: " + (journey.failure().isEmpty() ? "unfinished" : journey.failure()));
            return;
        }
        Set<String> told = journey.tokens();
        require(told.size() == 1, id + " was told to have " + told.size() + " tokens");
        holdsOne(id, "the financial company has", told, company);
        holdsOne(id, "we have", told, own);
    }

    private void holdsOne(String id, String who, Set<String> told, List<HeldToken> held) {
        require(held.size() == 1, who + " " + held.size() + " tokens of " + id);
        for (HeldToken token : held) {
            require(told.contains(token.tokenUniqueReference()), who + " another token of " + id);
            require(token.status().equals("ACTIVE"), who + " a token of " + id + " that is " + token.status());
        }
    }

    private void strangers(String who, Set<String> held, Set<String> known) {
        held.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> findings.add(who + " a token of " + id + ", which nobody asked for"));
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
