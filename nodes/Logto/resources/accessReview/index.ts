export { accessReview } from '../../../shared/accessReview';
