/** Request plumbing that every service shares: arguments of controllers and JSON. */
@NullMarked
package io.coinslot.servicekit.http;

import org.jspecify.annotations.NullMarked;
