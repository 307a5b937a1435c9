package io.coinslot.simulators.issuer;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the company does not do for its requestors though it could, until it is told otherwise or the process ends: what
 * they have to settle with it by other means. Callers hold the company's lock.
 */
final class Obstinacy {
    private static final int MOST_TASKS = 10_000;

    private final Set<String> refusedTasks = new LinkedHashSet<>();
    private Will will = Will.GOOD;

    /** How the company takes a request. */
    enum Answer {
        DONE,
        /** It says that it will not do it. */
        REFUSED,
        /** It says that it has done it, and has not. */
        PRETENDED
    }

    /**
     * How the company takes what it is asked.
     *
     * @param remembersTasks whether a task that was refused because of a token in its way is known as failed from then on
     */
    record Will(Answer suspend, Answer unsuspend, Answer delete, boolean remembersTasks) {
        static final Will GOOD = new Will(Answer.DONE, Answer.DONE, Answer.DONE, false);

        private Answer of(String change) {
            return switch (change) {
                case "suspend" -> suspend;
                case "unsuspend" -> unsuspend;
                default -> delete;
            };
        }
    }

    void set(Will newWill) {
        will = newWill;
    }

    /** Whether it only says that it changes a token so. */
    boolean pretends(String change) {
        Answer answer = will.of(change);
        if (answer == Answer.REFUSED) {
            throw IssuerRefusal.conflict("TOKEN_UNDER_REVIEW", "Somebody looks into the token.");
        }
        return answer == Answer.PRETENDED;
    }

    /** A task was refused because of a token in its way. */
    void refused(String taskKey) {
        if (will.remembersTasks()) {
            refusedTasks.add(taskKey);
            if (refusedTasks.size() > MOST_TASKS) {
                refusedTasks.remove(refusedTasks.iterator().next());
            }
        }
    }

    boolean remembersAsRefused(String taskKey) {
        return refusedTasks.contains(taskKey);
    }
}
