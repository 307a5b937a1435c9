package io.coinslot.servicekit.configuration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses whoever would not take the answer before anything is done (RFC 9110 §15.5.7). The framework looks at Accept
 * when it writes the answer, so that a purchase would be made and then be said to be refused.
 */
final class AcceptWall implements HandlerInterceptor {
    private static final List<MediaType> JSON =
            List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));

    /** What only reads can as well be refused when its answer is written, which need not be JSON. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final HeaderContentNegotiationStrategy accept = new HeaderContentNegotiationStrategy();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        boolean changes = !READING.contains(request.getMethod());
        if (changes && handler instanceof HandlerMethod method && answersJson(method, request) && !takesJson(request)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    /** Of a method that says what it produces the framework compares it when it chooses the method. */
    private static boolean answersJson(HandlerMethod method, HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) != null) {
            return false;
        }
        ResolvableType answer = ResolvableType.forMethodReturnType(method.getMethod());
        Class<?> body = HttpEntity.class.isAssignableFrom(answer.toClass())
                ? answer.as(HttpEntity.class).getGeneric().toClass()
                : answer.toClass();
        return body != void.class && body != Void.class;
    }

    private boolean takesJson(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        return accept.resolveMediaTypes(new ServletWebRequest(request)).stream()
                .anyMatch(accepted -> JSON.stream().anyMatch(accepted::isCompatibleWith));
    }
}
