package io.coinslot.gateway.proxy;

import io.coinslot.gateway.configuration.GatewaySettings;
import io.coinslot.gateway.configuration.RouteSettings;
import io.coinslot.gateway.entrance.Admission;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Hooks the proxy into Spring Cloud Gateway. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {
    @Bean
    ServiceClient serviceClient(GatewaySettings settings) {
        return new ServiceClient(settings.upstream());
    }

    @Bean
    ServiceProxy serviceProxy(ServiceClient client, RouteSettings routes) {
        return new ServiceProxy(client, routes);
    }

    /** Leaves out what the gateway's own handler does for each request: rebuilding the address and parsing forms. */
    @Bean
    ProxyExchangeHandlerFunction untouchedProxyHandler(
            ServiceProxy proxy,
            ObjectProvider<RequestHttpHeadersFilter> requestFilters,
            ObjectProvider<ResponseHttpHeadersFilter> responseFilters) {
        return new ProxyExchangeHandlerFunction(proxy, requestFilters, responseFilters) {
            @Override
            public ServerResponse handle(ServerRequest request) {
                return proxy.exchange(request.servletRequest());
            }
        };
    }

    @Bean
    RouterFunction<ServerResponse> proxiedRoutes() {
        return GatewayRouterFunctions.route("services")
                .route(request -> Admission.of(request.servletRequest()).route().isProxied(), HandlerFunctions.http())
                .build();
    }
}
