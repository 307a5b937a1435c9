package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemWriter;
import io.coinslot.servicekit.security.Device;
import io.coinslot.servicekit.security.DpopProofs;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes tokens that are bound to a key (RFC 9449) and verifies their proof again, all but its being new: the gateway
 * keeps what was used. A bound token sent as Bearer is refused by the framework's own filter.
 */
final class BoundTokenFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(BoundTokenFilter.class);

    private final JwtDecoder decoder;
    private final @Nullable DpopProofs proofs;
    private final ProblemWriter problems;
    private final SecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    /** @param proofs null where the address that clients know is not configured, so that no proof can be checked */
    BoundTokenFilter(JwtDecoder decoder, @Nullable DpopProofs proofs, ProblemWriter problems) {
        this.decoder = decoder;
        this.proofs = proofs;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = DpopProofs.boundToken(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            letIn(verified(token, request), request, response);
        } catch (DpopProofs.BadProof e) {
            refuse(e.challenge(), e.reason(), response);
            return;
        } catch (BadJwtException e) {
            refuse(DpopProofs.challenge("invalid_token", null), "The access token is not valid", response);
            return;
        } catch (JwtException e) {
            LOG.warn("The keys of the issuer cannot be read", e);
            problems.write(Problem.unavailable("Access tokens cannot be checked at the moment", 5), response);
            return;
        }
        chain.doFilter(request, response);
    }

    private Jwt verified(String token, HttpServletRequest request) {
        Jwt jwt = decoder.decode(token);
        String keyThumbprint = Device.keyThumbprint(jwt);
        if (keyThumbprint == null || proofs == null) {
            throw new BadJwtException("The token is not bound to a key, or no proof can be checked here");
        }
        List<String> sent = Collections.list(request.getHeaders(DpopProofs.HEADER));
        proofs.verify(sent, token, keyThumbprint, request.getMethod(), request.getRequestURI());
        return jwt;
    }

    private void letIn(Jwt token, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new JwtAuthenticationToken(token, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private void refuse(String challenge, String detail, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.write(Problem.of(GeneralProblem.UNAUTHENTICATED, detail), response);
    }
}
