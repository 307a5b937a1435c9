package io.coinslot.catalog.request;

import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a request, so that the caller can mend it at once. */
public final class FieldErrors {
    /** More than this helps nobody. */
    private static final int MOST_REPORTED = 100;

    private final List<FieldError> found = new ArrayList<>();

    public void reject(String pointer, String detail) {
        if (found.size() < MOST_REPORTED) {
            found.add(new FieldError(pointer, detail));
        }
    }

    /** Rejects the field unless the condition holds. */
    public void require(boolean holds, String pointer, String detail) {
        if (!holds) {
            reject(pointer, detail);
        }
    }

    /** A text of 1 to longest characters; empty if it was rejected. */
    public String text(@Nullable String value, String pointer, int longest) {
        if (value == null || value.isBlank() || value.length() > longest) {
            reject(pointer, "must be a text of 1 to " + longest + " characters");
            return "";
        }
        return value;
    }

    /** Reads a value; the problem that reading throws is collected and null given instead. */
    public <T> @Nullable T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException refusal) {
            refusal.problem().errors().forEach(error -> reject(error.pointer(), error.detail()));
            return null;
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws 400 with all that was found, if anything was. */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            String detail = found.size() == 1 ? found.getFirst().detail() : "Several fields are not valid";
            throw new Problem(GeneralProblem.INVALID_REQUEST, detail, found, null).asException();
        }
    }
}
