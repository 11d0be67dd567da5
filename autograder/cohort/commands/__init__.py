"""What `autograder` can do with a cohort, one verb a module."""
