/** Shows how services were told, and tells them again. */
@NullMarked
package io.coinslot.billing.notice.rest;

import org.jspecify.annotations.NullMarked;
