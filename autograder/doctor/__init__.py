"""A doctor for authors: which of the course's own checks give points for answers that answer nothing."""
