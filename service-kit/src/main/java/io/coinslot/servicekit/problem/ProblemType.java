package io.coinslot.servicekit.problem;

/** A kind of refusal. Each service lists its own as an enum; {@link GeneralProblem} holds those every service has. */
public interface ProblemType {
    /** Kebab-case name; the problem's type is this behind a fixed prefix. */
    String slug();

    String title();

    /** HTTP status. */
    int status();
}
