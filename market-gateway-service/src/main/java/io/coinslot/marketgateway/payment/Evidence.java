package io.coinslot.marketgateway.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What speaks for or against giving the money back, and whom it was told.
 *
 * @param consumptions when the player used the goods, as the game saw it: the first {@value #MOST_CONSUMPTIONS}
 * @param answers the market's questions that were answered
 */
public record Evidence(List<Instant> consumptions, List<Answer> answers) {
    static final Evidence NONE = new Evidence(List.of(), List.of());

    /** More of them say nothing more. */
    static final int MOST_CONSUMPTIONS = 20;

    public Evidence {
        consumptions = List.copyOf(consumptions);
        answers = List.copyOf(answers);
    }

    /**
     * An answer that the market took.
     *
     * @param reviewId our name for the market's question
     * @param told what it was, in a few words
     */
    public record Answer(String reviewId, Instant at, String told) {}

    boolean isComplete() {
        return consumptions.size() >= MOST_CONSUMPTIONS;
    }

    Evidence consumed(Instant at) {
        List<Instant> more = new ArrayList<>(consumptions);
        more.add(at);
        return new Evidence(more, answers);
    }

    Evidence answered(Answer answer) {
        List<Answer> more = new ArrayList<>(answers);
        more.add(answer);
        return new Evidence(consumptions, more);
    }

    boolean answers(String reviewId) {
        return answers.stream().anyMatch(answer -> answer.reviewId().equals(reviewId));
    }
}
