"""Batch: many submissions, graded on all cores or a cluster, resumed where a batch was ended."""
