package io.coinslot.gateway.entrance;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Has another process answer an admitted request. */
@FunctionalInterface
public interface Forwarding {
    /**
     * Sends the request on, once, and passes the answer back.
     *
     * @throws io.coinslot.servicekit.problem.ProblemException if there is no answer and nothing was passed back yet
     * @throws IOException if the answer broke off half way: the connection must be closed, so that nobody takes it for
     *     whole
     */
    void forward(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
