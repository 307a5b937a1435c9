/** How the service is put together. */
@NullMarked
package io.coinslot.marketgateway.configuration;

import org.jspecify.annotations.NullMarked;
