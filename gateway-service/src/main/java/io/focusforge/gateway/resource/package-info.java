/** What the gateway's own resources share: rows of Postgres, pages of a list, and creation that is repeated safely. */
package io.focusforge.gateway.resource;
