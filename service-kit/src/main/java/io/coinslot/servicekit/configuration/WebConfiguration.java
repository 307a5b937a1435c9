package io.coinslot.servicekit.configuration;

import io.coinslot.servicekit.http.IdempotencyKeyResolver;
import io.coinslot.servicekit.http.InFlightFilter;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.http.TraceFilter;
import io.coinslot.servicekit.problem.ProblemAdvice;
import io.coinslot.servicekit.problem.ProblemWriter;
import io.coinslot.servicekit.security.CallerResolver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Arguments of controllers, problems and traces. */
@AutoConfiguration
@EnableConfigurationProperties(CoinslotProperties.class)
class WebConfiguration {
    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ProblemAdvice problemAdvice(ProblemWriter writer) {
        return new ProblemAdvice(writer);
    }

    @Bean
    QueryForms queryForms() {
        return new QueryForms();
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter() {
        FilterRegistrationBean<TraceFilter> registration = new FilterRegistrationBean<>(new TraceFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<Parting> partingFilter(Parting parting) {
        FilterRegistrationBean<Parting> registration = new FilterRegistrationBean<>(parting);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Parting parting(CoinslotProperties properties, ScheduledExecutorService kitTimer) {
        return new Parting(properties.http().partingTime(), kitTimer);
    }

    /** Before tokens are looked at: refusing has to be cheap. Its places are given back when the thread returns. */
    @Bean
    FilterRegistrationBean<InFlightFilter> inFlightFilter(
            CoinslotProperties properties, ProblemWriter problems, ObjectProvider<MeterRegistry> meters) {
        CoinslotProperties.Http http = properties.http();
        FilterRegistrationBean<InFlightFilter> registration = new FilterRegistrationBean<>(new InFlightFilter(
                http.requestsInFlight(),
                http.waitsInFlight(),
                http.longestBody().toBytes(),
                problems,
                meters.getIfAvailable(SimpleMeterRegistry::new)));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        registration.setAsyncSupported(false);
        return registration;
    }

    @Bean
    StrictJson strictJson(JsonMapper json) {
        return new StrictJson(json);
    }

    @Bean
    WebMvcConfigurer argumentsOfControllers(JsonMapper json, StrictJson strict) {
        return new WebMvcConfigurer() {
            /** For bodies alone: what others answer us is read by the mapper of the service. */
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict.mapper()));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver(json));
                resolvers.add(new IdempotencyKeyResolver());
            }

            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst(new BegunAnswers());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new DeviceWall());
                registry.addInterceptor(new MediaTypeWall());
                registry.addInterceptor(new AcceptWall());
            }
        };
    }
}
