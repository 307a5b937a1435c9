package io.coinslot.servicekit.configuration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body whose type is said to be a range of types: the framework would fail as it reads the header. */
final class MediaTypeWall implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        MediaType sent = typeOf(request.getContentType());
        if (sent != null && (sent.isWildcardType() || sent.isWildcardSubtype())) {
            throw new HttpMediaTypeNotSupportedException(sent, List.of(MediaType.APPLICATION_JSON));
        }
        return true;
    }

    /** Null as well for what is no type at all, which the framework refuses by itself. */
    private static @Nullable MediaType typeOf(@Nullable String header) {
        try {
            return header == null || header.isBlank() ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
