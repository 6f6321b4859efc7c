"""What stands in a file and is no part of its report: banners, page counters, a site's own frame."""
