package io.coinslot.catalog.request;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Versions of what is stored, as entity tags. */
public final class Version {
    private Version() {}

    /** The entity tag of a version, for the header ETag. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Refuses with 412 unless If-Match, if it is sent, names the current version: as its entity tag, or by its number alone
     * as answers have it in their body.
     *
     * @param current 0 if there is nothing yet
     */
    public static void requireMatch(@Nullable String ifMatch, long current) {
        if (ifMatch != null && !matches(ifMatch.strip(), current)) {
            throw Problem.of(
                            GeneralProblem.VERSION_MISMATCH,
                            current == 0 ? "It does not exist yet" : "The version is " + current + " now")
                    .asException();
        }
    }

    private static boolean matches(String ifMatch, long current) {
        if (ifMatch.equals("*")) {
            return current > 0;
        }
        for (String candidate : ifMatch.split(",", -1)) {
            if (candidate.strip().equals(tag(current)) || candidate.strip().equals(Long.toString(current))) {
                return true;
            }
        }
        return false;
    }
}
