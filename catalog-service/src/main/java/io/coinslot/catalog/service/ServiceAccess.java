package io.coinslot.catalog.service;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import io.coinslot.servicekit.security.Caller;

/** Who may do what with services: an administrator everything, a service's own client what concerns its service. */
final class ServiceAccess {
    private static final String SCOPE = "services:write";

    private ServiceAccess() {}

    static void requireAdministrator(Caller caller) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator creates services")
                    .asException();
        }
    }

    /** The id, if the caller may see this service; otherwise it is answered as if there were none. */
    static String requireOwned(Caller caller, String serviceId) {
        if (!caller.requiring(SCOPE).owns(serviceId)) {
            throw unknown(serviceId);
        }
        return serviceId;
    }

    /** As {@link #requireOwned}, for who may read the catalog only. */
    static String requireReadable(Caller caller, String serviceId) {
        Caller reader = caller.scopes().contains("catalog:read") ? caller : caller.requiring(SCOPE);
        if (!reader.owns(serviceId)) {
            throw unknown(serviceId);
        }
        return serviceId;
    }

    static ProblemException unknown(String serviceId) {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no service " + serviceId)
                .asException();
    }
}
