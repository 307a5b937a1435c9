package io.coinslot.cardregistry.device.rest;

import io.coinslot.cardregistry.registration.Applicant;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the caller from the access token. One that is a device's by halves is refused. */
public final class CardCallerResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CardCaller.class;
    }

    @Override
    public CardCaller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (!(request.getUserPrincipal() instanceof JwtAuthenticationToken token)) {
            throw refused();
        }
        Jwt jwt = token.getToken();
        return new CardCaller(
                Objects.requireNonNull(jwt.getSubject(), "the gateway's tokens have a subject"),
                text(jwt, "service_id"),
                scopes(jwt.getClaims().get("scope")),
                device(jwt));
    }

    private static @Nullable Applicant device(Jwt jwt) {
        return jwt.getClaims().containsKey("device_id")
                ? new Applicant(text(jwt, "service_id"), text(jwt, "user_id"), text(jwt, "device_id"), thumbprint(jwt))
                : null;
    }

    private static String thumbprint(Jwt jwt) {
        if (jwt.getClaims().get("cnf") instanceof Map<?, ?> confirmation
                && confirmation.get("jkt") instanceof String thumbprint
                && !thumbprint.isBlank()) {
            return thumbprint;
        }
        throw refused();
    }

    private static String text(Jwt jwt, String claim) {
        if (jwt.getClaims().get(claim) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw refused();
    }

    private static Set<String> scopes(@Nullable Object claim) {
        return claim instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.toSet())
                : claim == null
                        ? Set.of()
                        : Arrays.stream(claim.toString().strip().split(" +")).collect(Collectors.toSet());
    }

    private static RuntimeException refused() {
        return Problem.of(GeneralProblem.UNAUTHENTICATED, "Send an access token of a service or of a device")
                .asException();
    }
}
