/** Settings, and how the parts are put together. */
@NullMarked
package io.coinslot.gateway.configuration;

import org.jspecify.annotations.NullMarked;
